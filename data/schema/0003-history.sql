-- What a record was before: the history is written by the tables themselves,
-- whoever changes them. For that, three rules hold for every kind of record:
--
--   a record keeps its key for life;
--   who changes a record names the change that did it, a new one, in `change`;
--   a record ends by DELETE, right after a change whose action is 'remove'.
--
-- INSERT OR REPLACE would end a record without a trace, since SQLite then
-- fires no trigger for the deletion; so a key that is there cannot come again.

CREATE TRIGGER setting_is_new BEFORE INSERT ON setting
WHEN EXISTS (SELECT 1 FROM setting WHERE name = NEW.name)
BEGIN SELECT raise(ABORT, 'setting: a record cannot be replaced, only updated'); END;
CREATE TRIGGER setting_is_itself BEFORE UPDATE ON setting
WHEN NEW.name <> OLD.name
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'setting: an update keeps the key and names a new change'); END;
CREATE TRIGGER setting_was AFTER UPDATE ON setting
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('settings', json_array(OLD.name), OLD.change, NEW.change,
    json_object(
      'name', OLD.name, 'value', OLD.value));
END;
CREATE TRIGGER setting_is_withdrawn BEFORE DELETE ON setting
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'setting: a record is removed by a change that says so'); END;
CREATE TRIGGER setting_ended AFTER DELETE ON setting
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('settings', json_array(OLD.name), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'name', OLD.name, 'value', OLD.value));
END;

CREATE TRIGGER mapping_is_new BEFORE INSERT ON mapping
WHEN EXISTS (SELECT 1 FROM mapping WHERE mapping = NEW.mapping)
  OR EXISTS (SELECT 1 FROM mapping WHERE kind = NEW.kind AND header = NEW.header)
BEGIN SELECT raise(ABORT, 'mapping: a record cannot be replaced, only updated'); END;
CREATE TRIGGER mapping_is_itself BEFORE UPDATE ON mapping
WHEN NEW.mapping <> OLD.mapping OR NEW.kind <> OLD.kind OR NEW.header <> OLD.header
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'mapping: an update keeps the key and names a new change'); END;
CREATE TRIGGER mapping_was AFTER UPDATE ON mapping
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('mappings', json_array(OLD.mapping), OLD.change, NEW.change,
    json_object(
      'mapping', OLD.mapping, 'kind', OLD.kind, 'header', OLD.header, 'titles', OLD.titles));
END;
CREATE TRIGGER mapping_is_withdrawn BEFORE DELETE ON mapping
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'mapping: a record is removed by a change that says so'); END;
CREATE TRIGGER mapping_ended AFTER DELETE ON mapping
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('mappings', json_array(OLD.mapping), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'mapping', OLD.mapping, 'kind', OLD.kind, 'header', OLD.header, 'titles', OLD.titles));
END;

CREATE TRIGGER department_is_new BEFORE INSERT ON department
WHEN EXISTS (SELECT 1 FROM department WHERE department = NEW.department)
BEGIN SELECT raise(ABORT, 'department: a record cannot be replaced, only updated'); END;
CREATE TRIGGER department_is_itself BEFORE UPDATE ON department
WHEN NEW.department <> OLD.department
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'department: an update keeps the key and names a new change'); END;
CREATE TRIGGER department_was AFTER UPDATE ON department
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('departments', json_array(OLD.department), OLD.change, NEW.change,
    json_object(
      'department', OLD.department, 'name', OLD.name, 'email', OLD.email, 'phone', OLD.phone,
      'exempt', OLD.exempt, 'parent', OLD.parent));
END;
CREATE TRIGGER department_is_withdrawn BEFORE DELETE ON department
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'department: a record is removed by a change that says so'); END;
CREATE TRIGGER department_ended AFTER DELETE ON department
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('departments', json_array(OLD.department), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'department', OLD.department, 'name', OLD.name, 'email', OLD.email, 'phone', OLD.phone,
      'exempt', OLD.exempt, 'parent', OLD.parent));
END;

CREATE TRIGGER item_is_new BEFORE INSERT ON item
WHEN EXISTS (SELECT 1 FROM item WHERE item = NEW.item)
BEGIN SELECT raise(ABORT, 'item: a record cannot be replaced, only updated'); END;
CREATE TRIGGER item_is_itself BEFORE UPDATE ON item
WHEN NEW.item <> OLD.item
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'item: an update keeps the key and names a new change'); END;
CREATE TRIGGER item_was AFTER UPDATE ON item
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('items', json_array(OLD.item), OLD.change, NEW.change,
    json_object(
      'item', OLD.item, 'name', OLD.name, 'department', OLD.department, 'area', OLD.area,
      'class', OLD.class, 'object_type', OLD.object_type, 'qualifications', OLD.qualifications,
      'method', OLD.method, 'basis', OLD.basis, 'market', OLD.market));
END;
CREATE TRIGGER item_is_withdrawn BEFORE DELETE ON item
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'item: a record is removed by a change that says so'); END;
CREATE TRIGGER item_ended AFTER DELETE ON item
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('items', json_array(OLD.item), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'item', OLD.item, 'name', OLD.name, 'department', OLD.department, 'area', OLD.area,
      'class', OLD.class, 'object_type', OLD.object_type, 'qualifications', OLD.qualifications,
      'method', OLD.method, 'basis', OLD.basis, 'market', OLD.market));
END;

CREATE TRIGGER joint_item_is_new BEFORE INSERT ON joint_item
WHEN EXISTS (SELECT 1 FROM joint_item WHERE area = NEW.area AND items = NEW.items)
BEGIN SELECT raise(ABORT, 'joint_item: a record cannot be replaced, only updated'); END;
CREATE TRIGGER joint_item_is_itself BEFORE UPDATE ON joint_item
WHEN NEW.area <> OLD.area OR NEW.items <> OLD.items
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'joint_item: an update keeps the key and names a new change'); END;
CREATE TRIGGER joint_item_was AFTER UPDATE ON joint_item
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('joint-items', json_array(OLD.area, OLD.items), OLD.change, NEW.change,
    json_object(
      'area', OLD.area, 'items', OLD.items, 'object_type', OLD.object_type,
      'initiators', OLD.initiators, 'participants', OLD.participants));
END;
CREATE TRIGGER joint_item_is_withdrawn BEFORE DELETE ON joint_item
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'joint_item: a record is removed by a change that says so'); END;
CREATE TRIGGER joint_item_ended AFTER DELETE ON joint_item
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('joint-items', json_array(OLD.area, OLD.items), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'area', OLD.area, 'items', OLD.items, 'object_type', OLD.object_type,
      'initiators', OLD.initiators, 'participants', OLD.participants));
END;

CREATE TRIGGER target_is_new BEFORE INSERT ON target
WHEN EXISTS (SELECT 1 FROM target WHERE target = NEW.target)
BEGIN SELECT raise(ABORT, 'target: a record cannot be replaced, only updated'); END;
CREATE TRIGGER target_is_itself BEFORE UPDATE ON target
WHEN NEW.target <> OLD.target
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'target: an update keeps the key and names a new change'); END;
CREATE TRIGGER target_was AFTER UPDATE ON target
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('targets', json_array(OLD.target), OLD.change, NEW.change,
    json_object(
      'target', OLD.target, 'name', OLD.name, 'district', OLD.district,
      'object_types', OLD.object_types, 'risk', OLD.risk, 'industry', OLD.industry,
      'address', OLD.address, 'status', OLD.status, 'longitude', OLD.longitude,
      'latitude', OLD.latitude, 'joint', OLD.joint));
END;
CREATE TRIGGER target_is_withdrawn BEFORE DELETE ON target
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'target: a record is removed by a change that says so'); END;
CREATE TRIGGER target_ended AFTER DELETE ON target
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('targets', json_array(OLD.target), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'target', OLD.target, 'name', OLD.name, 'district', OLD.district,
      'object_types', OLD.object_types, 'risk', OLD.risk, 'industry', OLD.industry,
      'address', OLD.address, 'status', OLD.status, 'longitude', OLD.longitude,
      'latitude', OLD.latitude, 'joint', OLD.joint));
END;

CREATE TRIGGER inspector_is_new BEFORE INSERT ON inspector
WHEN EXISTS (SELECT 1 FROM inspector WHERE inspector = NEW.inspector)
BEGIN SELECT raise(ABORT, 'inspector: a record cannot be replaced, only updated'); END;
CREATE TRIGGER inspector_is_itself BEFORE UPDATE ON inspector
WHEN NEW.inspector <> OLD.inspector
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'inspector: an update keeps the key and names a new change'); END;
CREATE TRIGGER inspector_was AFTER UPDATE ON inspector
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('inspectors', json_array(OLD.inspector), OLD.change, NEW.change,
    json_object(
      'inspector', OLD.inspector, 'name', OLD.name, 'department', OLD.department,
      'qualifications', OLD.qualifications, 'districts', OLD.districts,
      'valid_to', OLD.valid_to, 'status', OLD.status, 'email', OLD.email, 'phone', OLD.phone));
END;
CREATE TRIGGER inspector_is_withdrawn BEFORE DELETE ON inspector
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'inspector: a record is removed by a change that says so'); END;
CREATE TRIGGER inspector_ended AFTER DELETE ON inspector
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('inspectors', json_array(OLD.inspector), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'inspector', OLD.inspector, 'name', OLD.name, 'department', OLD.department,
      'qualifications', OLD.qualifications, 'districts', OLD.districts,
      'valid_to', OLD.valid_to, 'status', OLD.status, 'email', OLD.email, 'phone', OLD.phone));
END;

CREATE TRIGGER recusal_is_new BEFORE INSERT ON recusal
WHEN EXISTS (SELECT 1 FROM recusal WHERE inspector = NEW.inspector AND target = NEW.target)
BEGIN SELECT raise(ABORT, 'recusal: a record cannot be replaced, only updated'); END;
CREATE TRIGGER recusal_is_itself BEFORE UPDATE ON recusal
WHEN NEW.inspector <> OLD.inspector OR NEW.target <> OLD.target
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'recusal: an update keeps the key and names a new change'); END;
CREATE TRIGGER recusal_was AFTER UPDATE ON recusal
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('recusals', json_array(OLD.inspector, OLD.target), OLD.change, NEW.change,
    json_object(
      'inspector', OLD.inspector, 'target', OLD.target, 'reason', OLD.reason));
END;
CREATE TRIGGER recusal_is_withdrawn BEFORE DELETE ON recusal
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'recusal: a record is removed by a change that says so'); END;
CREATE TRIGGER recusal_ended AFTER DELETE ON recusal
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('recusals', json_array(OLD.inspector, OLD.target), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'inspector', OLD.inspector, 'target', OLD.target, 'reason', OLD.reason));
END;

CREATE TRIGGER absence_is_new BEFORE INSERT ON absence
WHEN EXISTS (SELECT 1 FROM absence WHERE inspector = NEW.inspector AND "from" = NEW."from")
BEGIN SELECT raise(ABORT, 'absence: a record cannot be replaced, only updated'); END;
CREATE TRIGGER absence_is_itself BEFORE UPDATE ON absence
WHEN NEW.inspector <> OLD.inspector OR NEW."from" <> OLD."from"
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'absence: an update keeps the key and names a new change'); END;
CREATE TRIGGER absence_was AFTER UPDATE ON absence
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('absences', json_array(OLD.inspector, OLD."from"), OLD.change, NEW.change,
    json_object(
      'inspector', OLD.inspector, 'from', OLD."from", 'to', OLD."to", 'reason', OLD.reason));
END;
CREATE TRIGGER absence_is_withdrawn BEFORE DELETE ON absence
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'absence: a record is removed by a change that says so'); END;
CREATE TRIGGER absence_ended AFTER DELETE ON absence
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('absences', json_array(OLD.inspector, OLD."from"), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'inspector', OLD.inspector, 'from', OLD."from", 'to', OLD."to", 'reason', OLD.reason));
END;

CREATE TRIGGER holiday_is_new BEFORE INSERT ON holiday
WHEN EXISTS (SELECT 1 FROM holiday WHERE date = NEW.date)
BEGIN SELECT raise(ABORT, 'holiday: a record cannot be replaced, only updated'); END;
CREATE TRIGGER holiday_is_itself BEFORE UPDATE ON holiday
WHEN NEW.date <> OLD.date
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'holiday: an update keeps the key and names a new change'); END;
CREATE TRIGGER holiday_was AFTER UPDATE ON holiday
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('holidays', json_array(OLD.date), OLD.change, NEW.change,
    json_object(
      'date', OLD.date, 'kind', OLD.kind, 'name', OLD.name));
END;
CREATE TRIGGER holiday_is_withdrawn BEFORE DELETE ON holiday
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'holiday: a record is removed by a change that says so'); END;
CREATE TRIGGER holiday_ended AFTER DELETE ON holiday
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('holidays', json_array(OLD.date), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'date', OLD.date, 'kind', OLD.kind, 'name', OLD.name));
END;

CREATE TRIGGER plan_is_new BEFORE INSERT ON plan
WHEN EXISTS (SELECT 1 FROM plan WHERE plan = NEW.plan)
BEGIN SELECT raise(ABORT, 'plan: a record cannot be replaced, only updated'); END;
CREATE TRIGGER plan_is_itself BEFORE UPDATE ON plan
WHEN NEW.plan <> OLD.plan
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'plan: an update keeps the key and names a new change'); END;
CREATE TRIGGER plan_was AFTER UPDATE ON plan
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('plans', json_array(OLD.plan), OLD.change, NEW.change,
    json_object(
      'plan', OLD.plan, 'title', OLD.title, 'initiator', OLD.initiator,
      'participants', OLD.participants, 'items', OLD.items, 'object_type', OLD.object_type,
      'districts', OLD.districts, 'sample', OLD.sample, 'start', OLD.start, 'end', OLD."end",
      'times', OLD.times, 'campaigns', OLD.campaigns, 'stratify', OLD.stratify,
      'team', OLD.team, 'reserve', OLD.reserve, 'cap', OLD.cap, 'merge', OLD.merge,
      'tickets', OLD.tickets, 'disclosure', OLD.disclosure, 'industries', OLD.industries,
      'risks', OLD.risks, 'address_contains', OLD.address_contains, 'level', OLD.level));
END;
CREATE TRIGGER plan_is_withdrawn BEFORE DELETE ON plan
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'plan: a record is removed by a change that says so'); END;
CREATE TRIGGER plan_ended AFTER DELETE ON plan
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('plans', json_array(OLD.plan), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'plan', OLD.plan, 'title', OLD.title, 'initiator', OLD.initiator,
      'participants', OLD.participants, 'items', OLD.items, 'object_type', OLD.object_type,
      'districts', OLD.districts, 'sample', OLD.sample, 'start', OLD.start, 'end', OLD."end",
      'times', OLD.times, 'campaigns', OLD.campaigns, 'stratify', OLD.stratify,
      'team', OLD.team, 'reserve', OLD.reserve, 'cap', OLD.cap, 'merge', OLD.merge,
      'tickets', OLD.tickets, 'disclosure', OLD.disclosure, 'industries', OLD.industries,
      'risks', OLD.risks, 'address_contains', OLD.address_contains, 'level', OLD.level));
END;

-- A target is on a plan's list or not: nothing about it changes. A list ends with
-- a change of its own, or is replaced by the import of another.
CREATE TRIGGER plan_target_is_new BEFORE INSERT ON plan_target
WHEN EXISTS (SELECT 1 FROM plan_target WHERE plan = NEW.plan AND target = NEW.target)
BEGIN SELECT raise(ABORT, 'plan_target: a record cannot be replaced'); END;
CREATE TRIGGER plan_target_is_itself BEFORE UPDATE ON plan_target
BEGIN SELECT raise(ABORT, 'plan_target: a record cannot be changed'); END;
CREATE TRIGGER plan_target_is_withdrawn BEFORE DELETE ON plan_target
WHEN NOT EXISTS (SELECT 1 FROM change WHERE id = (SELECT max(id) FROM change)
                 AND subject = 'frame' AND action IN ('import', 'remove'))
BEGIN SELECT raise(ABORT, 'plan_target: a record is removed by a change that says so'); END;
CREATE TRIGGER plan_target_ended AFTER DELETE ON plan_target
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('frame', json_array(OLD.plan, OLD.target), OLD.change, (SELECT max(id) FROM change),
    json_object('plan', OLD.plan, 'target', OLD.target));
END;

CREATE TRIGGER appointment_is_new BEFORE INSERT ON appointment
WHEN EXISTS (SELECT 1 FROM appointment WHERE campaign = NEW.campaign AND visit = NEW.visit)
BEGIN SELECT raise(ABORT, 'appointment: a record cannot be replaced, only updated'); END;
CREATE TRIGGER appointment_is_itself BEFORE UPDATE ON appointment
WHEN NEW.campaign <> OLD.campaign OR NEW.visit <> OLD.visit
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'appointment: an update keeps the key and names a new change'); END;
CREATE TRIGGER appointment_was AFTER UPDATE ON appointment
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('appointments', json_array(OLD.campaign, OLD.visit), OLD.change, NEW.change,
    json_object(
      'campaign', OLD.campaign, 'visit', OLD.visit, 'date', OLD.date, 'start', OLD.start,
      'end', OLD."end", 'reason', OLD.reason, 'revision', OLD.revision));
END;
CREATE TRIGGER appointment_is_withdrawn BEFORE DELETE ON appointment
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'appointment: a record is removed by a change that says so'); END;
CREATE TRIGGER appointment_ended AFTER DELETE ON appointment
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('appointments', json_array(OLD.campaign, OLD.visit), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'campaign', OLD.campaign, 'visit', OLD.visit, 'date', OLD.date, 'start', OLD.start,
      'end', OLD."end", 'reason', OLD.reason, 'revision', OLD.revision));
END;

CREATE TRIGGER result_is_new BEFORE INSERT ON result
WHEN EXISTS (SELECT 1 FROM result
  WHERE campaign = NEW.campaign AND visit = NEW.visit AND department = NEW.department)
BEGIN SELECT raise(ABORT, 'result: a record cannot be replaced, only updated'); END;
CREATE TRIGGER result_is_itself BEFORE UPDATE ON result
WHEN NEW.campaign <> OLD.campaign OR NEW.visit <> OLD.visit OR NEW.department <> OLD.department
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'result: an update keeps the key and names a new change'); END;
CREATE TRIGGER result_was AFTER UPDATE ON result
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('results', json_array(OLD.campaign, OLD.visit, OLD.department), OLD.change, NEW.change,
    json_object(
      'campaign', OLD.campaign, 'visit', OLD.visit, 'department', OLD.department,
      'date', OLD.date, 'codes', OLD.codes, 'follow_up', OLD.follow_up,
      'published', OLD.published, 'closed', OLD.closed));
END;
CREATE TRIGGER result_is_withdrawn BEFORE DELETE ON result
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) IS NOT 'remove'
BEGIN SELECT raise(ABORT, 'result: a record is removed by a change that says so'); END;
CREATE TRIGGER result_ended AFTER DELETE ON result
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('results', json_array(OLD.campaign, OLD.visit, OLD.department), OLD.change,
    (SELECT max(id) FROM change),
    json_object(
      'campaign', OLD.campaign, 'visit', OLD.visit, 'department', OLD.department,
      'date', OLD.date, 'codes', OLD.codes, 'follow_up', OLD.follow_up,
      'published', OLD.published, 'closed', OLD.closed));
END;

-- A question ends when its plan is imported again without it, and with its plan.
CREATE TRIGGER plan_question_is_new BEFORE INSERT ON plan_question
WHEN EXISTS (SELECT 1 FROM plan_question WHERE plan = NEW.plan AND "column" = NEW."column")
BEGIN SELECT raise(ABORT, 'plan_question: a record cannot be replaced, only updated'); END;
CREATE TRIGGER plan_question_is_itself BEFORE UPDATE ON plan_question
WHEN NEW.plan <> OLD.plan OR NEW."column" <> OLD."column"
  OR NEW.change <= OLD.change OR NEW.change IS NOT (SELECT max(id) FROM change)
BEGIN SELECT raise(ABORT, 'plan_question: an update keeps the key and names a new change'); END;
CREATE TRIGGER plan_question_was AFTER UPDATE ON plan_question
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('plan-questions', json_array(OLD.plan, OLD."column"), OLD.change, NEW.change,
    json_object(
      'plan', OLD.plan, 'column', OLD."column", 'text', OLD.text, 'taken', OLD.taken,
      'reason', OLD.reason, 'accepted', OLD.accepted));
END;
CREATE TRIGGER plan_question_is_withdrawn BEFORE DELETE ON plan_question
WHEN (SELECT action FROM change ORDER BY id DESC LIMIT 1) NOT IN ('remove', 'settle')
BEGIN SELECT raise(ABORT, 'plan_question: a record is removed by a change that says so'); END;
CREATE TRIGGER plan_question_ended AFTER DELETE ON plan_question
BEGIN
  INSERT INTO history (kind, key, written, ended, record)
  VALUES ('plan-questions', json_array(OLD.plan, OLD."column"), OLD.change, (SELECT max(id) FROM change),
    json_object(
      'plan', OLD.plan, 'column', OLD."column", 'text', OLD.text, 'taken', OLD.taken,
      'reason', OLD.reason, 'accepted', OLD.accepted));
END;
