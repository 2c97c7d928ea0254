Attribute VB_Name = "StoStart"
' Starts Python for a button. What can stand in the way is looked at first and told in Dutch: the
' module xlwings, from which RunPython, GetConfig, FileExists and PROJECT_NAME come, tells it in English
' or not at all.
Option Explicit

Private Const REPAIR As String = "Vraag wie STO voor u installeerde om dat opnieuw te doen, " & _
    "met de opdracht ‘sto-xl addin install’."

Public Sub StartPython(ByVal button As String)
    Dim reason As String
    On Error GoTo Failed
    ThisWorkbook.Watch
    reason = Obstacle()
    If reason <> "" Then
        Tell reason
    ElseIf RunPython("import sto_xl.macros; sto_xl.macros." & button & "()") <> 0 Then
        Tell "STO kon deze knop niet afmaken. Zag u hiervoor een Engelse melding, dan is STO " & _
            "op deze computer niet in orde. " & REPAIR
    End If
    RefreshRibbon
    Exit Sub
Failed:
    Tell "STO kon niet beginnen: " & Err.Description & vbLf & vbLf & _
        "Sluit Excel en open het opnieuw. Helpt dat niet? " & REPAIR
End Sub

' What keeps a button from doing its work, with what to do; nothing when nothing does.
Private Function Obstacle() As String
    #If Mac Then
        Obstacle = "De knoppen van STO werken nog alleen in Excel voor Windows. Op deze " & _
            "computer doen de opdrachten van sto-xl hetzelfde."
    #Else
        If Not Application.ActiveProtectedViewWindow Is Nothing Then
            Obstacle = "Deze werkmap staat in de beveiligde weergave. Klik bovenaan op " & _
                "‘Bewerken inschakelen’ en daarna opnieuw op de knop."
        ElseIf ActiveWorkbook Is Nothing Then
            Obstacle = "Er is geen werkmap open. Open uw regiobestand en klik opnieuw op de knop."
        ElseIf MayStartOther(ActiveWorkbook) Then
            Obstacle = "In deze werkmap staat een blad waarvan de naam ‘" & _
                PROJECT_NAME & ".conf’ is of op ‘.py’ eindigt. Zo'n blad kan op uw " & _
                "computer een ander programma starten. Daarom doet STO hier niets. Verwijder " & _
                "dat blad als u weet wie het maakte, en klik opnieuw op de knop."
        Else
            Obstacle = Missing("het programma Python", "INTERPRETER_WIN")
            If Obstacle = "" Then Obstacle = Missing("het pakket sto_xl", "STO_XL")
        End If
    #End If
End Function

' The module xlwings takes its settings, and its program, from such a sheet of any workbook.
Private Function MayStartOther(ByVal book As Workbook) As Boolean
    Dim sheet As Object
    For Each sheet In book.Sheets
        If LCase$(sheet.Name) = PROJECT_NAME & ".conf" Then MayStartOther = True
        If LCase$(Right$(sheet.Name, 3)) = ".py" Then MayStartOther = True
    Next
End Function

Private Function Missing(ByVal what As String, ByVal setting As String) As String
    Dim path As String
    path = GetConfig(setting)
    If Not FileExists(path) Then
        Missing = "Op deze computer is " & what & " niet meer te vinden; het hoort te staan in ‘" & _
            path & "’. " & REPAIR
    End If
End Function

Private Sub Tell(ByVal text As String)
    MsgBox text, vbExclamation, "Sterk Techniekonderwijs"
End Sub
