# The page on which the API can be tried.

api-title = Try the API
api-lead = Questions and commands for programs, with your own permissions. A command that you give here really happens. The document:
api-noscript = This works with JavaScript only. The document openapi.json can be read without.
api-choose = Choose
api-search = Search
api-operation = Question or command
api-fill = Fill in
api-send = Send
api-request = Request as curl
api-copy = Copy
api-answer = Answer
api-body = Content of the answer
api-text-required = required
api-text-none = nothing
api-text-yes = yes
api-text-no = no
api-text-sending = Sending…
api-text-failed = No connection. Please try again.
api-text-copied = Copied
api-text-found = { "{n}" } found
api-text-empty = Nothing sent yet.
nav-api = API
