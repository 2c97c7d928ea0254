Attribute VB_Name = "StoButtons"
' The buttons of the tab STO. What each does stands in the function of sto_xl.excel.macros that it names.
Option Explicit

Public Sub StoCheck(control As IRibbonControl)
    StartPython "check"
End Sub

Public Sub StoFlag(control As IRibbonControl)
    StartPython "flag"
End Sub

Public Sub StoSummarise(control As IRibbonControl)
    StartPython "summarise"
End Sub

Public Sub StoMissing(control As IRibbonControl)
    StartPython "missing"
End Sub

Public Sub StoComplete(control As IRibbonControl)
    StartPython "complete"
End Sub

Public Sub StoProposal(control As IRibbonControl)
    StartPython "proposal"
End Sub

Public Sub StoPlans(control As IRibbonControl)
    StartPython "plans"
End Sub

Public Sub StoDecisions(control As IRibbonControl)
    StartPython "decisions"
End Sub

Public Sub StoLetters(control As IRibbonControl)
    StartPython "letters"
End Sub

Public Sub StoUndo(control As IRibbonControl)
    StartPython "undo"
End Sub

Public Sub StoExplain(control As IRibbonControl)
    StartPython "explain"
End Sub

Public Sub StoNew(control As IRibbonControl)
    StartPython "new"
End Sub

Public Sub StoNewPlan(control As IRibbonControl)
    StartPython "new_plan"
End Sub
