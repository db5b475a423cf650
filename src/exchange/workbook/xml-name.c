#include "exchange/workbook/xml-name.h"

#include "exchange/workbook/workbook-xml.h"

#include <string.h>

#define KNOWN_NAMESPACE(text)                                                                                \
    {                                                                                                        \
        text "\n", sizeof(text)                                                                              \
    }

static const struct {
    const char *text;
    gsize length;
} NAMESPACES[] = {
    KNOWN_NAMESPACE("http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    KNOWN_NAMESPACE("http://purl.oclc.org/ooxml/spreadsheetml/main"),
    KNOWN_NAMESPACE("http://schemas.openxmlformats.org/package/2006/relationships"),
};

const char *
xml_local_name(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(NAMESPACES); i++) {
        if (strncmp(name, NAMESPACES[i].text, NAMESPACES[i].length) == 0)
            return name + NAMESPACES[i].length;
    }
    return NULL;
}

const char *
xml_attribute(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2) {
        if (strcmp(attributes[0], name) == 0)
            return attributes[1];
    }
    return NULL;
}

const char *
xml_attribute_relation(const char **attributes)
{
    static const char *const NAMES[] = {
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships\nid",
        "http://purl.oclc.org/ooxml/officeDocument/relationships\nid",
    };
    const char *id = xml_attribute(attributes, NAMES[0]);

    return id != NULL ? id : xml_attribute(attributes, NAMES[1]);
}

gboolean
xml_attribute_is_true(const char **attributes, const char *name)
{
    const char *value = xml_attribute(attributes, name);

    return value != NULL && (strcmp(value, "1") == 0 || g_ascii_strcasecmp(value, "true") == 0);
}
