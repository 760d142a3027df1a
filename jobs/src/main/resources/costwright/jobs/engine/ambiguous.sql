-- Whether two lines have one mark, so that days could not be told by it.
SELECT count(*) > count(DISTINCT mark) FROM sorted_line
