/* Names of XML with the address of their namespace in front. */
#pragma once

/* The name alone, of an element of spreadsheets, in the standard's transitional
 * or strict form, or of relations; NULL for any other. */
const char *xml_local_name(const char *name);
