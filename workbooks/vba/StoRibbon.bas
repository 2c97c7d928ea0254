Attribute VB_Name = "StoRibbon"
' Greys the buttons that make no sense for the workbook in front: each button's tag says what it
' wants there. In doubt a button stays as it is, because Python can tell what is the matter.
Option Explicit

Private Shown As IRibbonUI

Public Sub StoLoaded(ribbon As IRibbonUI)
    Set Shown = ribbon
End Sub

' Lets Excel ask again which buttons make sense.
Public Sub RefreshRibbon()
    ' Gone when somebody stopped VBA in its editor; the buttons then stay as they are.
    If Not Shown Is Nothing Then Shown.Invalidate
End Sub

Public Sub StoEnabled(control As IRibbonControl, ByRef enabled)
    enabled = MakesSense(control.Tag)
End Sub

Private Function MakesSense(ByVal wants As String) As Boolean
    MakesSense = True
    On Error GoTo InDoubt
    #If Not Mac Then
        If Not Application.ActiveProtectedViewWindow Is Nothing Then
            MakesSense = False
            Exit Function
        End If
    #End If
    If ActiveWorkbook Is Nothing Then
        MakesSense = False
    ElseIf wants = "regiobestand" Then
        MakesSense = IsRoster(ActiveWorkbook)
    ElseIf wants = "plan" Then
        MakesSense = IsPlan(ActiveWorkbook)
    ElseIf wants = "bestand" Then
        MakesSense = IsPlan(ActiveWorkbook)
        If Not MakesSense Then MakesSense = IsRoster(ActiveWorkbook)
    ElseIf wants = "wijziging" Then
        MakesSense = HasRun(ActiveWorkbook)
    End If
    Exit Function
InDoubt:
    MakesSense = True
End Function

' A sheet or table with a name of the template, or a list of locations whatever it is called.
Private Function IsRoster(ByVal book As Workbook) As Boolean
    Dim sheet As Worksheet
    Dim list As ListObject
    ' A plan names its location too.
    If IsPlan(book) Then Exit Function
    For Each sheet In book.Worksheets
        Select Case LCase$(sheet.Name)
            Case "regio", "scholen", "aanbod": IsRoster = True
        End Select
        For Each list In sheet.ListObjects
            If LCase$(list.Name) Like "tblregio*" Then IsRoster = True
            If LCase$(list.Name) Like "tblscholen*" Then IsRoster = True
            If LCase$(list.Name) Like "tblaanbod*" Then IsRoster = True
        Next
        If Not IsRoster Then
            IsRoster = Application.WorksheetFunction.CountIf(sheet.Range("A1:Z20"), "Vestiging") > 0
        End If
        If IsRoster Then Exit Function
    Next
End Function

' A table with a name of a plan's.
Private Function IsPlan(ByVal book As Workbook) As Boolean
    Dim sheet As Worksheet
    Dim list As ListObject
    For Each sheet In book.Worksheets
        For Each list In sheet.ListObjects
            If LCase$(list.Name) = "tblplan" Then IsPlan = True
            If LCase$(list.Name) Like "tblactiviteiten*" Then IsPlan = True
            If LCase$(list.Name) Like "tblmiddelen*" Then IsPlan = True
        Next
        If IsPlan Then Exit Function
    Next
End Function

' Whether the workbook names a run of a button that is not taken back.
Private Function HasRun(ByVal book As Workbook) As Boolean
    Dim sheet As Worksheet
    Dim list As ListObject
    For Each sheet In book.Worksheets
        For Each list In sheet.ListObjects
            If LCase$(list.Name) = "tblrun" Then HasRun = list.Range.Cells(2, 1).Value <> ""
        Next
    Next
End Function
