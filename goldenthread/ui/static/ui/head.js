// Script is on: the frontends look for this class.
document.documentElement.classList.add('js-enabled', 'govuk-frontend-supported')
document.addEventListener('DOMContentLoaded', () => {
  document.body.classList.add('js-enabled')
  if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
})
