"""How people say that several numbers are added up."""

from __future__ import annotations

ADDED = r"加起来|加在?一[起块]|加总|相加|合起来"
"""That they are taken together, as pattern alternatives."""
AS_SUM = r"合计|之和|总和"
"""What comes of it; 收入合计 is a name as well, and adds nothing up."""
