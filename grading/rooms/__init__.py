"""The two rooms: the student's in a box, the tests' outside, and the session that leads.

    session ─▶ student's room ─fork▶ keeper ─fork▶ the notebook's cells ─fork▶ copies
       │                               ▲                                         ║ wall
       └─────▶ tests' room ────fork▶ asks, property by property ═════════════════╝

The tests of plain nbgrader cells are made by `program`, and find their `names` over the wall.

`plan` says what each has to do. `ready` keeps the rooms of this process, which `preloaded` starts;
`student_box` is the command of the one in the box, and `inside/` what runs there.
"""
