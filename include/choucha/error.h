/* The one error domain of choucha. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CHA_ERROR:
 *
 * The error domain of everything that libchoucha reports as a #GError. What is
 * wrong inside an input file is not an error but a list of #ChaIssue.
 */
#define CHA_ERROR (cha_error_quark())

/**
 * ChaError:
 * @CHA_ERROR_INVALID: an argument or an input file breaks a stated rule; the
 *   caller can correct it and try again
 * @CHA_ERROR_NOT_FOUND: something named by the caller does not exist, such as
 *   a campaign that was never committed
 * @CHA_ERROR_CONFLICT: the request contradicts what is already recorded, such
 *   as a second draw with another seed, or a folder that holds other bytes
 * @CHA_ERROR_UNSATISFIABLE: the inputs are well formed, yet no result obeys
 *   every rule, such as seats that nobody can take
 * @CHA_ERROR_BUSY: another process holds the store; trying again may succeed
 * @CHA_ERROR_STORE: the store cannot be read or written as intended
 * @CHA_ERROR_OUTPUT: a file or a stream cannot be written; what was recorded
 *   stands, and the same request completes it
 *
 * What went wrong, sorted by what a caller can do about it. The numbers are
 * part of the interface: codes are added at the end and never reused.
 */
typedef enum {
    CHA_ERROR_INVALID = 1,
    CHA_ERROR_NOT_FOUND = 2,
    CHA_ERROR_CONFLICT = 3,
    CHA_ERROR_UNSATISFIABLE = 4,
    CHA_ERROR_BUSY = 5,
    CHA_ERROR_STORE = 6,
    CHA_ERROR_OUTPUT = 7,
} ChaError;

/**
 * cha_error_quark:
 *
 * Returns: the quark behind %CHA_ERROR
 */
GQuark cha_error_quark(void);

G_END_DECLS
