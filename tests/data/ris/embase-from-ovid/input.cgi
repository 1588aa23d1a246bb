<1. >
VN  - Ovid Technologies
DB  - Embase
UI  - 620000001
ST  - CONFERENCE ABSTRACT
TI  - First abstract of a meeting.
SO  - Invented Proceedings.  Conference: A Meeting. Spain. 12 (Supplement 3) (no pagination), 2018. Date of Publication: July 2018.
AU  - Adams A.
DO  - http://dx.doi.org/10.5555/supplement
YR  - 2018
LG  - English
PT  - Conference Abstract

<2. >
VN  - Ovid Technologies
DB  - Embase
ST  - CONFERENCE ABSTRACT
TI  - Second abstract of the same meeting.
DO  - http://dx.doi.org/10.5555/supplement
YR  - 2018
