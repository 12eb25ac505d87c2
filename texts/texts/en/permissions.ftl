# What may be allowed, as the table of permissions and a refusal name it.

permission-see-customers = See customers and machines
permission-edit-customers = Keep customers, contacts and machines
permission-import-customers = Import and export customer lists
permission-edit-opportunities = Keep sales opportunities
permission-see-faults = See faults
permission-report-faults = Take in and change faults
permission-see-planning = See the planning
permission-plan-visits = Plan visits
permission-move-visits = Move or call off visits
permission-do-visits = Carry out and finish visits
permission-see-stock = See articles and stock
permission-edit-stock = Keep stock, suppliers and purchase orders
permission-see-contracts = See contracts
permission-edit-contracts = Draft, sign and end contracts
permission-see-invoices = See invoices
permission-edit-invoices = Make invoices and book payments
permission-see-mail = See mail to customers
permission-handle-mail = Send failed mail again or give it up
permission-handle-tasks = Take, hand on and finish tasks
permission-see-log = See the log
permission-see-settings = See settings
permission-edit-settings = Change settings
permission-see-users = See colleagues and permissions
permission-edit-users = Keep colleagues
permission-own-account = Change one's own password, language and look
permission-system-only = Werkbank itself only
