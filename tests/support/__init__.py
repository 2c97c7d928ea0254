"""What tests of several packages need: workbooks as text, the doors as users meet them, tools."""
