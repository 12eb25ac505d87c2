# Stock and purchasing: pages, home and what Werkbank tells.

## Lists and filters

purchasing-view-attention = Needs attention
purchasing-view-all = All
purchasing-view-archived = Archived
purchasing-views = Views
purchasing-pages = Pages
purchasing-first-page = First
purchasing-newest = Newest
purchasing-older = Older
purchasing-articles = Articles
purchasing-filter-articles = Filter articles
purchasing-find-article = Find an article
purchasing-find-example = Article, number or supplier
purchasing-find-supplier = Find a supplier
purchasing-every-supplier = Every supplier

## Stock

purchasing-stock-lead = { $articles }, { $out } out and { $low } low
purchasing-caption = Articles, those that are out first
purchasing-caption-by-name = Articles by name
purchasing-reserved = Set aside
purchasing-per-week = Per week
purchasing-lasts = Lasts
purchasing-used = Used in 90 days
purchasing-not-used = not used
purchasing-min = min. { $quantity }
purchasing-lead =
    { $days ->
        [one] delivery { $days } day
       *[other] delivery { $days } days
    }
purchasing-comes = { $day }, { $quantity } ordered
purchasing-comes-some-day = { $quantity } ordered
purchasing-visits-wait =
    { $count ->
        [one] { $count } visit waits
       *[other] { $count } visits wait
    }
purchasing-nothing-low = Nothing is low
purchasing-nothing-low-why = All articles are above their minimum, or enough is on order.
purchasing-nothing-filtered = No article matches this filter.
purchasing-nothing-yet = There are no articles here yet.
purchasing-who-waits = Who is waiting?
purchasing-nobody-waits = Nobody is waiting for an article that is out.
purchasing-nobody-needs = No planned visit needs this article.
purchasing-new-appointment = New appointment
purchasing-who-needs = Who needs this?
purchasing-needs = { $kind }, { $when }, { $quantity } × { $article }
purchasing-not-planned = to plan

## Advice

purchasing-advice = Order advice
purchasing-arrives = arrives { $day }
purchasing-no-supplier = No supplier yet
purchasing-nothing-to-buy = Nothing needs to be ordered now.
purchasing-quantity-of = Quantity of { $article }
purchasing-price-of = Price of { $article }
purchasing-order-all =
    { $count ->
        [one] Place { $count } order
       *[other] Place { $count } orders
    }
purchasing-draft-all = Only put ready
purchasing-order-hint = Each supplier gets the order by mail at once.
purchasing-done-placed = Ordered. The supplier gets a mail.
purchasing-done-drafted = Put ready. Nothing has been ordered yet.
purchasing-done-received = Receipt booked

## An article

purchasing-new-article = New article
purchasing-change-article = Change { $article }
purchasing-article-number = Article number
purchasing-unit-hint = Piece, metre, litre
purchasing-minimum-hint = At this quantity it is time to order
purchasing-supplier-hint = Without a supplier this article can't be ordered
purchasing-stock-now = Stock now
purchasing-automatic = Order automatically
purchasing-automatic-long = Order automatically at the minimum
purchasing-automatic-hint = Werkbank then places an order for the order quantity by itself and says so.
purchasing-movements = Stock history
purchasing-movements-caption = Changes of stock, newest first
purchasing-moved-registered = Opening stock
purchasing-moved-received = Received
purchasing-moved-taken = Used
purchasing-moved-put-back = Put back
purchasing-moved-counted = Counted
purchasing-coming = On its way
purchasing-on-drafts = On drafts
purchasing-about = Details
purchasing-count-title = Count stock
purchasing-counted = Quantity counted
purchasing-count-reason = Why it differs
purchasing-archive-title = Archive article
purchasing-vat-standard = Standard rate
purchasing-vat-reduced = Reduced rate
purchasing-vat-zero = Zero rate
purchasing-vat-reverse-charge = Reverse charge

## Purchase orders

purchasing-order = Order
purchasing-order-title = Order { $number }
purchasing-orders-lead = What is ready, on its way and received
purchasing-orders-open = Open
purchasing-orders-caption = Orders, newest first
purchasing-order-draft = Draft
purchasing-new-order = New order
purchasing-change-order = Change order { $number }
purchasing-expected = Expected
purchasing-by-itself = automatic
purchasing-by-hand = by hand
purchasing-by = Made
purchasing-drafted-on = Put ready on
purchasing-placed-on = Ordered on
purchasing-place = Place order
purchasing-draft = Put ready
purchasing-discard = Discard draft
purchasing-discard-title = Discard draft
purchasing-cancel-rest = Cancel the rest
purchasing-cancel-title = Cancel the rest of the order
purchasing-cancelled-because = Cancelled: { $reason }
purchasing-no-orders = No orders
purchasing-no-orders-why = Nothing is ready or on its way now.
purchasing-count-orders =
    { $count ->
        [one] { $count } order
       *[other] { $count } orders
    }
purchasing-lines-caption = Articles on this order
purchasing-ordered = Ordered
purchasing-received = Received
purchasing-open = Still open
purchasing-total-without-vat = Total without VAT
purchasing-receive = Book a receipt
purchasing-received-on = Received on
purchasing-of-open = of { $quantity }
purchasing-receipts-caption = Receipts, oldest first
purchasing-receipts = What came in
purchasing-choose-supplier = With which supplier?
purchasing-fill-in = Fill in how many to order. What stays empty is not ordered.
purchasing-fill-in-caption = Articles of this supplier

## Suppliers

purchasing-new-supplier = New supplier
purchasing-change-supplier = Change { $supplier }
purchasing-suppliers-caption = Suppliers by name
purchasing-count-suppliers =
    { $count ->
        [one] { $count } supplier
       *[other] { $count } suppliers
    }
purchasing-no-suppliers = No suppliers
purchasing-no-suppliers-why = Enter a supplier to be able to order.
purchasing-lead-time = Delivery time
purchasing-email-hint = Orders go to this address
purchasing-order-language = Language of orders

## Today

purchasing-kpi-out = nothing left in stock
purchasing-kpi-low = at or below the minimum
purchasing-kpi-ordered = articles on their way
purchasing-kpi-advice = to order now
purchasing-due-what =
    { $count ->
        [one] { $count } line, { $amount }
       *[other] { $count } lines, { $amount }
    }
purchasing-draft-what =
    { $count ->
        [one] Not placed yet: { $count } line, { $amount }
       *[other] Not placed yet: { $count } lines, { $amount }
    }
purchasing-short = { $stock } left, minimum { $minimum }. { $supplier }
purchasing-short-waited =
    { $count ->
        [one] { $stock } left, minimum { $minimum }. { $supplier }. { $count } visit needs it
       *[other] { $stock } left, minimum { $minimum }. { $supplier }. { $count } visits need it
    }

## What Werkbank tells

task-article-low = { $name } ({ $article }) is low
task-article-out = { $name } ({ $article }) is out
task-stock-below-zero = Count { $name } ({ $article }): more was used than there was
task-article-ordered = { $name } ({ $article }) was ordered automatically
task-appointment-at-risk = Visit { $visit }: { $name } ({ $article }) is out or there is too little. Make a new appointment
purchasing-deliveries = Coming in
purchasing-deliveries-none = Nothing is on its way.
purchasing-more-because = more than ordered: { $reason }
purchasing-comes-on = comes { $day }
purchasing-ordered-already = { $article } has been ordered in the meantime or stands on a draft
task-article-short = { $name } ({ $article }): less in stock than the visits need
purchasing-none-yet = No articles yet
purchasing-none-yet-why = Write down the first article; then you see here what has to be ordered.
purchasing-service = Maintenance at the customer
purchasing-service-hint = Empty: no maintenance
purchasing-plans-service = Werkbank plans the maintenance as soon as this is sold or delivered
