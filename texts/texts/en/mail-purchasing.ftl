# Mails to suppliers.

mail-purchase-order-subject = Purchase order { $number } from { $company }
mail-purchase-order-body =
    Good day,

    { $count ->
        [one] We would like to order one article. It is listed with quantity and price in the attachment.
       *[other] We would like to order { $count } articles. They are listed with quantities and prices in the attachment.
    }

    Please put our order number { $number } on the delivery note and the invoice. If anything is wrong or not available, please reply to this mail.
