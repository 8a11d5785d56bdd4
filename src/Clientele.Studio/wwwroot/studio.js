// Blazor brings the pages to life; this is for what it cannot do without inline script.
"use strict";
