/* Reports of what a check found out, for check and commit. */
#pragma once

#include "domain/design.h"

#include <choucha/committing.h>

/* One without counts and findings. */
ChaCheckReport *check_report_new(const char *campaign);
/* On a settled design. */
ChaCheckReport *check_report_on(Design *design);
