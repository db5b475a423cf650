/* Memory for expat, which keeps every name that it has met. */
#pragma once

#include <expat.h>

/* At most 64 MiB for all parsers of the process together; the names of a
 * workbook take some kilobytes. */
extern const XML_Memory_Handling_Suite XML_COUNTED_MEMORY;
