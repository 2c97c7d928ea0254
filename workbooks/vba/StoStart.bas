Attribute VB_Name = "StoStart"
' Starts Python for a button. What can stand in the way is looked at first and told in Dutch: the
' module xlwings, from which ExecuteWindows, GetConfig, FileExists, SheetExists and PROJECT_NAME come,
' tells it in English or not at all.
Option Explicit

Private Const REPAIR As String = "Vraag degene die STO voor u installeerde, dat opnieuw te doen met " & _
    "de opdracht ‘sto-xl addin install’."

' Permission denied: some schools do not let Office start other programs.
Private Const FORBIDDEN As Long = 70

Public Sub StartPython(ByVal button As String)
    Dim reason As String
    Dim command As String
    On Error GoTo Failed
    ThisWorkbook.Watch
    reason = Obstacle()
    If reason <> "" Then
        Tell reason
        Exit Sub
    End If
    command = "import sto_xl.excel.macros; sto_xl.excel.macros." & button & "()"
    If RunFromWindows(command) <> 0 Then
        Tell "STO kon niet afmaken wat deze knop doet. Zag u hiervoor een Engelse melding, dan " & _
            "is STO op deze computer niet in orde. " & REPAIR
    End If
    RefreshRibbon
    Exit Sub
Failed:
    If Err.Number = FORBIDDEN Then
        Tell "Op deze computer mag Excel geen ander programma starten, en de knoppen hebben Python " & _
            "nodig. Vraag de beheerder van uw computer om STO toe te staan."
    Else
        Tell "STO kon niet beginnen: " & Err.Description & vbLf & vbLf & _
            "Sluit Excel en open het opnieuw. Helpt dat niet? " & REPAIR
    End If
End Sub

' Runs a command of Python while the current folder is Windows' own: Windows looks for cmd.exe there
' first, and where the workbook lies there may be another. Puts back what Python may leave behind.
Private Function RunFromWindows(ByVal command As String) As Integer
    Dim windows As Object
    Dim folder As String
    Dim events As Boolean
    Dim number As Long
    Dim description As String
    Set windows = CreateObject("WScript.Shell")
    folder = windows.CurrentDirectory
    events = Application.EnableEvents
    windows.CurrentDirectory = Environ("SystemRoot") & "\System32"
    On Error GoTo Failed
    ' What RunPython does, but for one thing: it writes the path of the workbook into the command line,
    ' where a part of a file's name can become a command. "false" adds no folder to where Python looks.
    RunFromWindows = ExecuteWindows(False, command, GetConfig("INTERPRETER_WIN"), "false")
    PutBack windows, folder, events
    Exit Function
Failed:
    number = Err.Number
    description = Err.Description
    PutBack windows, folder, events
    Err.Raise number, , description
End Function

Private Sub PutBack(ByVal windows As Object, ByVal folder As String, ByVal events As Boolean)
    ' A folder that is gone by now is no reason to call a finished run a failed one.
    On Error Resume Next
    Application.EnableEvents = events
    windows.CurrentDirectory = folder
    On Error GoTo 0
End Sub

' What keeps a button from doing its work, with what to do; nothing when nothing does.
Private Function Obstacle() As String
    #If Mac Then
        Obstacle = "De knoppen van STO werken voorlopig alleen in Excel voor Windows. Op deze " & _
            "computer doen de opdrachten van sto-xl hetzelfde."
    #Else
        If Not Application.ActiveProtectedViewWindow Is Nothing Then
            Obstacle = "Deze werkmap staat in de beveiligde weergave. Klik bovenaan op " & _
                "‘Bewerken inschakelen’ en daarna opnieuw op de knop."
        ElseIf ActiveWorkbook Is Nothing Then
            Obstacle = "Er is geen werkmap open. Open uw regiobestand en klik opnieuw op de knop."
        ElseIf ActiveWorkbook.Name Like "*%*%*" Then
            ' Windows would fill in a variable, and more than its name may come of that.
            Obstacle = "De naam van deze werkmap bevat procenttekens, en daar kan STO niet mee " & _
                "werken. Bewaar haar onder een andere naam en klik opnieuw op de knop."
        ElseIf SheetExists(ActiveWorkbook, PROJECT_NAME & ".conf") Then
            ' GetConfig would take the program to start from there.
            Obstacle = "In deze werkmap staat een blad met de naam ‘" & PROJECT_NAME & ".conf’. " & _
                "Zo'n blad kan op uw computer een ander programma starten. Daarom doet STO hier " & _
                "niets. Verwijder dat blad als u weet wie het maakte, en klik opnieuw op de knop."
        Else
            Obstacle = Missing("het programma Python", "INTERPRETER_WIN")
            If Obstacle = "" Then Obstacle = Missing("het pakket sto_xl", "STO_XL")
        End If
    #End If
End Function

Private Function Missing(ByVal what As String, ByVal setting As String) As String
    Dim path As String
    path = GetConfig(setting)
    If Not FileExists(path) Then
        Missing = "Op deze computer is " & what & " niet meer te vinden; de plaats was ‘" & _
            path & "’. " & REPAIR
    End If
End Function

Private Sub Tell(ByVal text As String)
    MsgBox text, vbExclamation, "Sterk Techniekonderwijs"
End Sub
