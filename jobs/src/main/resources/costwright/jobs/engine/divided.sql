-- Whether lines have several rolled rows on one day, because these differ in their conformance marks.
SELECT count(*) > 0 FROM line WHERE is_divided
