/* Everything that libchoucha offers. */
#pragma once

#include <choucha/committing.h>
#include <choucha/comparing.h>
#include <choucha/day.h>
#include <choucha/drawing.h>
#include <choucha/engaging.h>
#include <choucha/enrolling.h>
#include <choucha/error.h>
#include <choucha/feeding.h>
#include <choucha/issue.h>
#include <choucha/joining.h>
#include <choucha/log.h>
#include <choucha/output.h>
#include <choucha/publishing.h>
#include <choucha/registry.h>
#include <choucha/reporting.h>
#include <choucha/revealing.h>
#include <choucha/scheduling.h>
#include <choucha/signing.h>
#include <choucha/stamping.h>
#include <choucha/store.h>
#include <choucha/syncing.h>
