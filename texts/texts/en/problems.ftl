# What went wrong for who asked something: in words, and what to do about it.

problem-invalid = Not everything is filled in correctly yet.
problem-unauthorized = You are not signed in. Sign in and try again.
problem-forbidden = Your role does not allow this.
problem-only-now = This is the past: only now can be changed.
problem-not-found = This does not exist, or no longer does.
problem-erased = The law no longer has this document kept: its term has ended, and it has been erased.
problem-in-doubt = Saving was disturbed. See whether it is there, and otherwise try again in a moment.
problem-unavailable = This does not work right now. Nothing was saved; try again in a moment.
problem-conflict = Someone else changed this in the meantime. Look at how it is now and do it again.
problem-wrong-id = These details belong to another id than the one they are sent to.
problem-too-large = This is too large to save. Shorten the text or use fewer lines.
problem-sign-in = This name and password do not belong together.
problem-too-many-tries = Tried too often. Wait a few minutes and then try again.
problem-json-wanted = The data must come as JSON (application/json).
problem-not-json = This is not a readable JSON object.
problem-if-match = If-Match must be the revision that you saw, a whole number.
problem-no-company = Your own company’s details are still missing. Ask the administrator to fill them in under Settings.
problem-form-wanted = Send this as a form with a file (multipart/form-data).
problem-form-broken = The form did not arrive whole. Please try again.
problem-customer-double = This customer may be on the list already.
problem-other-origin = This request came from another website than this one and was not carried out.
problem-wrong-password = This is not your present password.
problem-ordered-already = Some of this has been ordered in the meantime. Check the advice and order the rest again.
problem-method = This address is not meant to be opened like this. Go back to the page and try there.
