/* A bundle in a folder, for tests: read by position, whatever its size. */
#pragma once

#include "domain/bundle-source.h"

BundleSource *file_source_new(const char *folder);
void file_source_free(BundleSource *source);
