// Script is on: the frontends begin only where the body says so. It stands first in the body, because
// a module runs before the document is said to be ready.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
