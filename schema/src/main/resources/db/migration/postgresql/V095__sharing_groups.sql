-- Accounts that get what the owner leaves before all others, separated by spaces; empty where there is no group.
ALTER TABLE commitment_holding ADD COLUMN group_accounts TEXT NOT NULL DEFAULT '';
