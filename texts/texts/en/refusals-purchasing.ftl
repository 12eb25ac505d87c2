# Why a command about an article, supplier or purchase order is refused.

## Articles

refusal-article-unknown = This article does not exist.
refusal-article-number-taken = This article number is in use. Choose another one.
refusal-article-archived = This article is archived and can no longer be changed.
refusal-article-unknown-supplier = This supplier does not exist. Choose another supplier.
refusal-article-quantity = A quantity is more than zero.
refusal-article-negative = A price, minimum or stock can't be below zero.

## Suppliers

refusal-supplier-unknown = This supplier does not exist.
refusal-supplier-already-registered = This supplier has already been entered.

## Purchase orders

refusal-purchase-order-unknown = This order does not exist.
refusal-purchase-order-already-drafted = This order has already been drafted.
refusal-purchase-order-unknown-supplier = This supplier does not exist. Choose another supplier.
refusal-purchase-order-unknown-article = One of these articles does not exist. Choose an article from the list.
refusal-purchase-order-no-lines = Fill in a quantity for at least one article.
refusal-purchase-order-wrong-line = Each line has a quantity above zero and a price that is not below zero.
refusal-purchase-order-twice-the-same = An article is on it twice. Put the quantity on one line.
refusal-purchase-order-placed = This order has been placed and can no longer be changed.
refusal-purchase-order-not-placed = This order has not been placed yet.
refusal-purchase-order-closed = This order is complete or has been cancelled.
refusal-purchase-order-more-than-ordered = More came in than is still on order. Change the quantity, or write down why more came.
refusal-purchase-order-not-on-order = This article is not on this order.
refusal-purchase-order-in-the-future = The day of receipt can't be in the future.
refusal-purchase-order-too-large = This comes to more than a billion. Check the quantity and the price.
refusal-purchase-order-no-pieces = What is counted by the piece has a whole number.
refusal-purchase-order-before-order = The order went out on { $day }. Choose that day or later.
refusal-article-months = Maintenance comes round within 1 to 120 months.
