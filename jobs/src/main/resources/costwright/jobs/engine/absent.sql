-- What the rollup left out: what is the same in all rows, and what no file of the delivery can have.
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS billing_account VARCHAR DEFAULT ${billing_account};
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS currency VARCHAR DEFAULT ${currency};
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS billing_period DATE DEFAULT ${billing_period};
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS provider VARCHAR DEFAULT ${provider};
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS set_aside VARCHAR;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS file INTEGER;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS violations INTEGER;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS service_category UBIGINT;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS sku_price UBIGINT;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS stated_billed DECIMAL(38, 18);
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS stated_effective DECIMAL(38, 18);
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS start_hours HUGEINT;
ALTER TABLE rolled ADD COLUMN IF NOT EXISTS paid_until TIMESTAMP
