/* The log as a text (data/doc/log.md). */
#pragma once

#include "store/log-store.h"

#include <choucha/output.h>

/* Writes the log up to entry @last. */
gboolean log_text_write(ChaStore *store, guint64 last, ChaWriter write, gpointer data,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
