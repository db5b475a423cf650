#include "domain/staffing.h"

#include "base/text.h"

#include <string.h>

typedef struct {
    char *inspector;
    GPtrArray *qualifications;
    GPtrArray *districts;
} Member;

struct Staff {
    GHashTable *departments; /* code to GPtrArray of Member */
    GHashTable *answers;     /* demand and district to seats filled + 1 */
};

static void
member_free(gpointer data)
{
    Member *member = data;

    g_free(member->inspector);
    g_ptr_array_unref(member->qualifications);
    g_ptr_array_unref(member->districts);
    g_free(member);
}

Staff *
staff_new(void)
{
    Staff *staff = g_new0(Staff, 1);

    staff->departments =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    staff->answers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return staff;
}

void
staff_free(Staff *staff)
{
    if (staff == NULL)
        return;
    g_hash_table_unref(staff->departments);
    g_hash_table_unref(staff->answers);
    g_free(staff);
}

void
staff_add(Staff *staff, const char *inspector, const char *department, const char *qualifications,
          const char *districts)
{
    GPtrArray *members = g_hash_table_lookup(staff->departments, department);
    Member *member = g_new0(Member, 1);

    if (members == NULL) {
        members = g_ptr_array_new_with_free_func(member_free);
        g_hash_table_insert(staff->departments, g_strdup(department), members);
    }
    member->inspector = g_strdup(inspector);
    member->qualifications = text_split(qualifications);
    member->districts = text_split(districts);
    g_ptr_array_add(members, member);
}

guint
staff_size(const Staff *staff, const char *department)
{
    const GPtrArray *members = g_hash_table_lookup(staff->departments, department);

    return members == NULL ? 0 : members->len;
}

static gboolean
has_element(GPtrArray *elements, const char *element)
{
    return g_ptr_array_find_with_equal_func(elements, element, g_str_equal, NULL);
}

/* Whether a member has what is dealt to @seat. */
static gboolean
is_able(const Member *member, const SeatDemand *demand, guint seat)
{
    for (guint i = seat; i < demand->qualifications->len; i += demand->seats) {
        if (!has_element(member->qualifications, g_ptr_array_index(demand->qualifications, i)))
            return FALSE;
    }
    return TRUE;
}

/* One search for an augmenting path from @seat; `holder` tells the seat that
 * each member holds, -1 for none. */
static gboolean
find_seat_for(GPtrArray *members, const SeatDemand *demand, guint seat, gint *holder, gboolean *seen)
{
    for (guint i = 0; i < members->len; i++) {
        if (seen[i] || !is_able(g_ptr_array_index(members, i), demand, seat))
            continue;
        seen[i] = TRUE;
        if (holder[i] < 0 || find_seat_for(members, demand, (guint)holder[i], holder, seen)) {
            holder[i] = (gint)seat;
            return TRUE;
        }
    }
    return FALSE;
}

static guint
largest_matching(GPtrArray *members, const SeatDemand *demand)
{
    g_autofree gint *holder = g_new(gint, members->len + 1);
    g_autofree gboolean *seen = g_new(gboolean, members->len + 1);
    guint filled = 0;

    for (guint i = 0; i < members->len; i++)
        holder[i] = -1;
    for (guint seat = 0; seat < demand->seats; seat++) {
        memset(seen, 0, sizeof *seen * members->len);
        if (find_seat_for(members, demand, seat, holder, seen))
            filled++;
    }
    return filled;
}

static guint
fill(const Staff *staff, const SeatDemand *demand, const char *district, GHashTable *recused)
{
    const GPtrArray *members = g_hash_table_lookup(staff->departments, demand->department);
    g_autoptr(GPtrArray) present = g_ptr_array_new();

    for (guint i = 0; members != NULL && i < members->len; i++) {
        Member *member = g_ptr_array_index(members, i);

        if ((member->districts->len == 0 || has_element(member->districts, district)) &&
            (recused == NULL || !g_hash_table_contains(recused, member->inspector)))
            g_ptr_array_add(present, member);
    }
    return largest_matching(present, demand);
}

guint
staff_fill(Staff *staff, const SeatDemand *demand, const char *district, GHashTable *recused)
{
    g_autoptr(GString) key = NULL;
    gpointer answer;
    guint filled;

    if (recused != NULL)
        return fill(staff, demand, district, recused);
    key = g_string_new(NULL);
    g_string_append_printf(key, "%s|%s|%u", demand->department, district, demand->seats);
    for (guint i = 0; i < demand->qualifications->len; i++)
        g_string_append_printf(key, "|%s", (const char *)g_ptr_array_index(demand->qualifications, i));
    answer = g_hash_table_lookup(staff->answers, key->str);
    if (answer != NULL)
        return GPOINTER_TO_UINT(answer) - 1;
    filled = fill(staff, demand, district, NULL);
    g_hash_table_insert(staff->answers, g_strdup(key->str), GUINT_TO_POINTER(filled + 1));
    return filled;
}
