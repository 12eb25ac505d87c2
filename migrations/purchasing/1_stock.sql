-- Articles, suppliers, purchase orders and what visits need, as purchasing sees them. Quantities in thousandths.
CREATE TABLE suppliers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,        -- folded, as lists are sorted and searched
    email TEXT NOT NULL,
    phone TEXT,
    our_number TEXT,
    lead_days INTEGER,
    language TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX suppliers_name ON suppliers (sort_name, id);

CREATE TABLE articles (
    row INTEGER PRIMARY KEY,        -- the search table's rowid
    id TEXT NOT NULL UNIQUE,
    number TEXT NOT NULL,
    name TEXT NOT NULL,
    sort_name TEXT NOT NULL,
    words TEXT NOT NULL,            -- folded, what is searched besides number and supplier
    unit TEXT NOT NULL,
    supplier TEXT,
    supplier_number TEXT,
    purchase_price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    sales_price INTEGER NOT NULL,
    vat TEXT NOT NULL,
    minimum INTEGER NOT NULL,
    order_quantity INTEGER NOT NULL,
    automatic INTEGER NOT NULL,
    place TEXT,
    service_months INTEGER,         -- it is maintained that often where it was sold
    plans_service INTEGER NOT NULL, -- Werkbank plans that by itself
    warranty_months INTEGER,        -- so much warranty goes with it
    fits TEXT,                      -- which machines it is a part of
    stock INTEGER NOT NULL,
    on_order INTEGER NOT NULL,      -- placed and still to come
    drafted INTEGER NOT NULL,       -- on drafts
    reserved INTEGER NOT NULL,      -- needed by open visits and not used yet
    archived INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    -- 0 out, 1 low, 2 ordered, 3 enough: the order in which they want attention
    rank INTEGER NOT NULL GENERATED ALWAYS AS (
        CASE WHEN stock <= 0 THEN 0 WHEN stock > minimum THEN 3 WHEN stock + on_order > minimum THEN 2 ELSE 1 END
    ) STORED,
    -- at or below the minimum, or not enough for what visits need, with all that is on order and on drafts
    to_buy INTEGER NOT NULL GENERATED ALWAYS AS (
        archived = 0 AND (stock + on_order + drafted <= minimum OR stock + on_order + drafted < reserved)
    ) STORED
) STRICT;
CREATE INDEX articles_attention ON articles (archived, rank, sort_name, id);
CREATE INDEX articles_counts ON articles (archived, rank, on_order);
CREATE INDEX articles_name ON articles (archived, sort_name, id);
CREATE INDEX articles_supplier ON articles (supplier, archived, sort_name);
CREATE INDEX articles_to_buy ON articles (to_buy, supplier, sort_name);
CREATE VIRTUAL TABLE article_fts USING fts5(words, prefix = '2 3');
CREATE VIEW article_words AS
    SELECT row, articles.id, supplier, words || ' ' || lower(number) || ' ' || COALESCE(suppliers.sort_name, '') AS words
    FROM articles LEFT JOIN suppliers ON suppliers.id = supplier;

-- What was used a day, for how long stock lasts.
CREATE TABLE article_use (
    article TEXT NOT NULL,
    day TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    PRIMARY KEY (article, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE movements (
    article TEXT NOT NULL,
    position INTEGER NOT NULL,      -- of the event in the log
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,             -- registered, received, taken, put-back, counted
    quantity INTEGER NOT NULL,      -- what was added; negative when taken
    stock INTEGER NOT NULL,         -- what there was then
    visit TEXT,
    purchase_order TEXT,
    reason TEXT,
    actor TEXT,                     -- the colleague, when it was one
    PRIMARY KEY (article, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE purchase_orders (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    supplier TEXT NOT NULL,
    state TEXT NOT NULL,            -- draft, placed, partly, received, cancelled
    automatic INTEGER NOT NULL,     -- Werkbank drafted it by itself
    drafted_at INTEGER NOT NULL,
    placed_at INTEGER,
    closed_at INTEGER,
    reason TEXT,                    -- why it was called off
    lines INTEGER NOT NULL,
    total INTEGER NOT NULL,
    currency TEXT NOT NULL,
    revision INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX purchase_orders_number ON purchase_orders (number);
CREATE INDEX purchase_orders_state ON purchase_orders (state, number);
CREATE INDEX purchase_orders_supplier ON purchase_orders (supplier, number);

CREATE TABLE order_lines (
    purchase_order TEXT NOT NULL,
    line INTEGER NOT NULL,
    article TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    received INTEGER NOT NULL,
    price INTEGER NOT NULL,
    currency TEXT NOT NULL,
    PRIMARY KEY (purchase_order, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_lines_article ON order_lines (article, purchase_order);

CREATE TABLE receipts (
    purchase_order TEXT NOT NULL,
    position INTEGER NOT NULL,
    line INTEGER NOT NULL,
    article TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    day TEXT NOT NULL,
    delivery_note TEXT,
    more TEXT,                      -- why more came than was ordered
    PRIMARY KEY (purchase_order, position, line)
) STRICT, WITHOUT ROWID;

-- Who is visited, when, and what must be brought along.
CREATE TABLE customers (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    city TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE visits (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL,
    customer TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,            -- queued, scheduled, started, closed
    technician TEXT,
    day TEXT,
    from_time TEXT
) STRICT, WITHOUT ROWID;

CREATE TABLE needs (
    visit TEXT NOT NULL,
    article TEXT NOT NULL,
    quantity INTEGER NOT NULL,
    used INTEGER NOT NULL,
    open INTEGER NOT NULL,          -- the visit is still to be done
    PRIMARY KEY (visit, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX needs_open ON needs (article) WHERE open = 1 AND quantity > used;

-- Alerts about stock that nobody has finished yet, so that they go away when the reason does.
CREATE TABLE alerts (
    task TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    article TEXT NOT NULL,
    visit TEXT,
    position INTEGER NOT NULL       -- of the event that raised it
) STRICT, WITHOUT ROWID;
CREATE INDEX alerts_article ON alerts (article, kind);
CREATE INDEX alerts_visit ON alerts (visit) WHERE visit IS NOT NULL;
