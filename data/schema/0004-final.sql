-- What is kept for ever: rows are added and read, never changed, never deleted,
-- never replaced; and nothing is added to a campaign once it is sealed.
-- (Whoever can write the file can still forge it. Against that stand the
-- published commitment and `choucha verify`, not these triggers.)
--
-- Each table has three triggers: …_is_final against UPDATE, …_is_kept against
-- DELETE, …_is_new against INSERT OR REPLACE, for which SQLite fires no
-- trigger of the deletion. A row number that is not given is -1 in NEW.

CREATE TRIGGER change_is_final BEFORE UPDATE ON change
BEGIN SELECT raise(ABORT, 'a change stays as it was recorded'); END;
CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN SELECT raise(ABORT, 'a change is kept for ever'); END;
CREATE TRIGGER change_is_new BEFORE INSERT ON change
WHEN EXISTS (SELECT 1 FROM change WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'a change cannot be replaced'); END;

CREATE TRIGGER history_is_final BEFORE UPDATE ON history
BEGIN SELECT raise(ABORT, 'the history stays as it was recorded'); END;
CREATE TRIGGER history_is_kept BEFORE DELETE ON history
BEGIN SELECT raise(ABORT, 'the history is kept for ever'); END;
CREATE TRIGGER history_is_new BEFORE INSERT ON history
WHEN EXISTS (SELECT 1 FROM history WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'the history cannot be replaced'); END;

CREATE TRIGGER joint_decision_is_final BEFORE UPDATE ON joint_decision
BEGIN SELECT raise(ABORT, 'a decision on plans stays as it was recorded'); END;
CREATE TRIGGER joint_decision_is_kept BEFORE DELETE ON joint_decision
BEGIN SELECT raise(ABORT, 'a decision on plans is kept for ever'); END;
CREATE TRIGGER joint_decision_is_new BEFORE INSERT ON joint_decision
WHEN EXISTS (SELECT 1 FROM joint_decision WHERE id = NEW.id)
BEGIN SELECT raise(ABORT, 'a decision on plans cannot be replaced'); END;

CREATE TRIGGER campaign_is_final BEFORE UPDATE ON campaign
BEGIN SELECT raise(ABORT, 'a campaign stays as it was committed'); END;
CREATE TRIGGER campaign_is_kept BEFORE DELETE ON campaign
BEGIN SELECT raise(ABORT, 'a campaign is kept for ever'); END;
CREATE TRIGGER campaign_is_new BEFORE INSERT ON campaign
WHEN EXISTS (SELECT 1 FROM campaign WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM campaign WHERE quarter = NEW.quarter AND attempt = NEW.attempt)
BEGIN SELECT raise(ABORT, 'a campaign cannot be replaced'); END;

CREATE TRIGGER nonce_is_final BEFORE UPDATE ON nonce
BEGIN SELECT raise(ABORT, 'a nonce stays as it was revealed'); END;
CREATE TRIGGER nonce_is_kept BEFORE DELETE ON nonce
BEGIN SELECT raise(ABORT, 'a revealed nonce is kept for ever'); END;
CREATE TRIGGER nonce_is_new BEFORE INSERT ON nonce
WHEN EXISTS (SELECT 1 FROM nonce WHERE campaign = NEW.campaign AND source = NEW.source)
BEGIN SELECT raise(ABORT, 'a nonce is revealed once'); END;
CREATE TRIGGER nonce_is_in_time BEFORE INSERT ON nonce
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM campaign_void WHERE campaign = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign that is drawn or void takes no nonces'); END;

CREATE TRIGGER campaign_draw_is_final BEFORE UPDATE ON campaign_draw
BEGIN SELECT raise(ABORT, 'a draw stays as it was recorded'); END;
CREATE TRIGGER campaign_draw_is_kept BEFORE DELETE ON campaign_draw
BEGIN SELECT raise(ABORT, 'a draw is kept for ever'); END;
CREATE TRIGGER campaign_draw_is_new BEFORE INSERT ON campaign_draw
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign is drawn once'); END;
CREATE TRIGGER campaign_draw_is_valid BEFORE INSERT ON campaign_draw
WHEN EXISTS (SELECT 1 FROM campaign_void WHERE campaign = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a void campaign cannot be drawn'); END;

CREATE TRIGGER campaign_void_is_final BEFORE UPDATE ON campaign_void
BEGIN SELECT raise(ABORT, 'the end of a campaign stays as it was recorded'); END;
CREATE TRIGGER campaign_void_is_kept BEFORE DELETE ON campaign_void
BEGIN SELECT raise(ABORT, 'a void campaign stays void'); END;
CREATE TRIGGER campaign_void_is_new BEFORE INSERT ON campaign_void
WHEN EXISTS (SELECT 1 FROM campaign_void WHERE campaign = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a campaign is made void once'); END;

-- Files of commit/ come before the campaign's row, seed.txt and draw/ between
-- it and the draw's; a file's pieces come before the file's own row.

CREATE TRIGGER bundle_file_is_final BEFORE UPDATE ON bundle_file
BEGIN SELECT raise(ABORT, 'a file of a bundle stays as it was recorded'); END;
CREATE TRIGGER bundle_file_is_kept BEFORE DELETE ON bundle_file
BEGIN SELECT raise(ABORT, 'a file of a bundle is kept for ever'); END;
CREATE TRIGGER bundle_file_is_new BEFORE INSERT ON bundle_file
WHEN EXISTS (SELECT 1 FROM bundle_file WHERE campaign = NEW.campaign AND path = NEW.path)
BEGIN SELECT raise(ABORT, 'a file of a bundle cannot be replaced'); END;
CREATE TRIGGER bundle_file_is_in_time BEFORE INSERT ON bundle_file
WHEN CASE
  WHEN NEW.path = 'seed.txt' OR NEW.path GLOB 'draw/?*' THEN
    NOT EXISTS (SELECT 1 FROM campaign WHERE campaign = NEW.campaign)
    OR EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  WHEN NEW.path GLOB 'commit/?*' THEN EXISTS (SELECT 1 FROM campaign WHERE campaign = NEW.campaign)
  ELSE 1
END
BEGIN SELECT raise(ABORT, 'a bundle takes no such file now'); END;

CREATE TRIGGER bundle_piece_is_final BEFORE UPDATE ON bundle_piece
BEGIN SELECT raise(ABORT, 'a piece of a file stays as it was recorded'); END;
CREATE TRIGGER bundle_piece_is_kept BEFORE DELETE ON bundle_piece
BEGIN SELECT raise(ABORT, 'a piece of a file is kept for ever'); END;
CREATE TRIGGER bundle_piece_is_new BEFORE INSERT ON bundle_piece
WHEN EXISTS (SELECT 1 FROM bundle_piece WHERE id = NEW.id)
  OR EXISTS (SELECT 1 FROM bundle_piece
             WHERE campaign = NEW.campaign AND path = NEW.path AND piece = NEW.piece)
BEGIN SELECT raise(ABORT, 'a piece of a file cannot be replaced'); END;
CREATE TRIGGER bundle_piece_is_in_time BEFORE INSERT ON bundle_piece
WHEN EXISTS (SELECT 1 FROM bundle_file WHERE campaign = NEW.campaign AND path = NEW.path)
BEGIN SELECT raise(ABORT, 'a file of a bundle is complete'); END;

CREATE TRIGGER drawing_is_final BEFORE UPDATE ON drawing
BEGIN SELECT raise(ABORT, 'a drawing stays as it was committed'); END;
CREATE TRIGGER drawing_is_kept BEFORE DELETE ON drawing
BEGIN SELECT raise(ABORT, 'a drawing is kept for ever'); END;
CREATE TRIGGER drawing_is_new BEFORE INSERT ON drawing
WHEN EXISTS (SELECT 1 FROM drawing WHERE campaign = NEW.campaign AND drawing = NEW.drawing)
  OR EXISTS (SELECT 1 FROM drawing
             WHERE campaign = NEW.campaign AND plan = NEW.plan AND number = NEW.number)
BEGIN SELECT raise(ABORT, 'a drawing cannot be replaced'); END;
CREATE TRIGGER drawing_is_in_time BEFORE INSERT ON drawing
WHEN EXISTS (SELECT 1 FROM campaign WHERE campaign = NEW.campaign)
BEGIN SELECT raise(ABORT, 'a committed campaign takes no more drawings'); END;

-- What was drawn comes before the draw's own row.

CREATE TRIGGER selection_is_final BEFORE UPDATE ON selection
BEGIN SELECT raise(ABORT, 'a selection stays as it was drawn'); END;
CREATE TRIGGER selection_is_kept BEFORE DELETE ON selection
BEGIN SELECT raise(ABORT, 'a selection is kept for ever'); END;
CREATE TRIGGER selection_is_new BEFORE INSERT ON selection
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM selection
             WHERE target = NEW.target AND campaign = NEW.campaign AND drawing = NEW.drawing)
BEGIN SELECT raise(ABORT, 'a drawn campaign takes no more targets, and replaces none'); END;

CREATE TRIGGER visit_is_final BEFORE UPDATE ON visit
BEGIN SELECT raise(ABORT, 'a visit stays as it was drawn'); END;
CREATE TRIGGER visit_is_kept BEFORE DELETE ON visit
BEGIN SELECT raise(ABORT, 'a visit is kept for ever'); END;
CREATE TRIGGER visit_is_new BEFORE INSERT ON visit
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM visit WHERE campaign = NEW.campaign AND visit = NEW.visit)
BEGIN SELECT raise(ABORT, 'a drawn campaign takes no more visits, and replaces none'); END;

CREATE TRIGGER visit_drawing_is_final BEFORE UPDATE ON visit_drawing
BEGIN SELECT raise(ABORT, 'a visit stays as it was drawn'); END;
CREATE TRIGGER visit_drawing_is_kept BEFORE DELETE ON visit_drawing
BEGIN SELECT raise(ABORT, 'a visit is kept for ever'); END;
CREATE TRIGGER visit_drawing_is_new BEFORE INSERT ON visit_drawing
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM visit_drawing
             WHERE campaign = NEW.campaign AND visit = NEW.visit AND drawing = NEW.drawing)
BEGIN SELECT raise(ABORT, 'a drawn campaign takes no more visits, and replaces none'); END;

CREATE TRIGGER seat_is_final BEFORE UPDATE ON seat
BEGIN SELECT raise(ABORT, 'a seat stays as it was drawn'); END;
CREATE TRIGGER seat_is_kept BEFORE DELETE ON seat
BEGIN SELECT raise(ABORT, 'a seat is kept for ever'); END;
CREATE TRIGGER seat_is_new BEFORE INSERT ON seat
WHEN EXISTS (SELECT 1 FROM campaign_draw WHERE campaign = NEW.campaign)
  OR EXISTS (SELECT 1 FROM seat
             WHERE campaign = NEW.campaign AND visit = NEW.visit AND department = NEW.department
               AND level = NEW.level AND seat = NEW.seat)
BEGIN SELECT raise(ABORT, 'a drawn campaign takes no more seats, and replaces none'); END;

CREATE TRIGGER visit_revision_is_final BEFORE UPDATE ON visit_revision
BEGIN SELECT raise(ABORT, 'a revision stays as it was recorded'); END;
CREATE TRIGGER visit_revision_is_kept BEFORE DELETE ON visit_revision
BEGIN SELECT raise(ABORT, 'a revision is kept for ever'); END;
CREATE TRIGGER visit_revision_is_new BEFORE INSERT ON visit_revision
WHEN EXISTS (SELECT 1 FROM visit_revision
             WHERE campaign = NEW.campaign AND visit = NEW.visit AND change = NEW.change)
BEGIN SELECT raise(ABORT, 'a revision cannot be replaced'); END;
