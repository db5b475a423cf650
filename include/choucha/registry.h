/* The kinds of records that choucha keeps: registries, lists, plans, results. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ChaKind:
 * @CHA_KIND_DEPARTMENTS: 部门, authorities with inspectors and items
 * @CHA_KIND_ITEMS: 抽查事项, what may be inspected, with its legal basis
 * @CHA_KIND_JOINT_ITEMS: 联合抽查事项清单, what departments inspect together
 * @CHA_KIND_TARGETS: 检查对象, enterprises and other objects of the registry
 * @CHA_KIND_INSPECTORS: 执法检查人员, certified officers
 * @CHA_KIND_RECUSALS: 回避, who must not inspect whom
 * @CHA_KIND_ABSENCES: 不在岗, days on which an inspector is away
 * @CHA_KIND_HOLIDAYS: 节假日和调休, as the State Council announces them
 * @CHA_KIND_PLANS: 抽查计划, lines of the departments' yearly plans
 * @CHA_KIND_RESULTS: 检查结果, each department's finding of a visit
 */
typedef enum {
    CHA_KIND_DEPARTMENTS,
    CHA_KIND_ITEMS,
    CHA_KIND_JOINT_ITEMS,
    CHA_KIND_TARGETS,
    CHA_KIND_INSPECTORS,
    CHA_KIND_RECUSALS,
    CHA_KIND_ABSENCES,
    CHA_KIND_HOLIDAYS,
    CHA_KIND_PLANS,
    CHA_KIND_RESULTS,
} ChaKind;

#define CHA_N_KINDS 10

/**
 * cha_kind_name:
 * @kind: a kind
 *
 * Returns: (transfer none): the name of the kind in commands and file names,
 *   such as "joint-items"
 */
const char *cha_kind_name(ChaKind kind);

/**
 * cha_kind_column:
 * @kind: a kind
 * @index: from 0
 *
 * Returns: (transfer none) (nullable): the English name of its column, the key's
 *   columns first; %NULL beyond the last
 */
const char *cha_kind_column(ChaKind kind, guint index);

/**
 * cha_kind_from_name:
 * @name: a name such as "joint-items"
 * @ret_kind: (out): the kind; untouched on failure
 *
 * Returns: whether there is a kind of this name
 */
gboolean cha_kind_from_name(const char *name, ChaKind *ret_kind) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
