-- Lines that may have several rolled rows on one day, because these differ in their conformance marks.
SELECT count(*) FROM line WHERE is_divided
