// Golden Thread: what script adds. Every page works without it.
import { initAll } from '../vendor/govuk-frontend.js'
import { initAll as initMoj } from '../vendor/moj-frontend.js'

initAll()
initMoj()

// --- Saving as one goes ---------------------------------------------------------------------
// <form data-autosave data-saved="#saved">: posts itself 3 s after typing and on leaving a field,
// with the header X-Autosave. The server answers {saved_at, versions, naming, wrong}, or 409 with
// {refusal} or {conflict: address}. Words that are not saved yet are not left behind without asking.
// Pressing Save waits for what is on its way; `sent_from` counts the sendings, so that none undoes a
// later one.
for (const form of document.querySelectorAll('form[data-autosave]')) {
  const said = document.querySelector(form.dataset.saved)
  let timer = null
  let sending = null
  let waiting = false
  let waited = false
  let again = false
  let since = null
  let unsaved = false
  const say = (words, wrong) => {
    if (!said) return
    said.textContent = words
    said.classList.toggle('gt-late', Boolean(wrong))
    said.classList.toggle('gt-saved', !wrong)
  }
  const warn = (naming) => {
    const place = form.querySelector('[data-naming]')
    if (!place) return
    place.hidden = !naming.length
    place.querySelector('[data-naming-words]').textContent = naming.join(', ')
  }
  const clock = () =>
    new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit', hour12: true }).replace(' ', '')
  // Signing in again makes the form's token a stale one: take the new one from the page itself.
  const renew = async () => {
    const answer = await fetch(location.href, { redirect: 'manual' })
    if (!answer.ok) return false
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const token = page.querySelector('input[name=csrfmiddlewaretoken]')
    if (!token) return false
    for (const old of document.querySelectorAll('input[name=csrfmiddlewaretoken]')) old.value = token.value
    return true
  }
  let renewed = false
  const count = () => {
    const box = form.elements.namedItem('sent_from')
    if (!box) return
    const [page, turn] = box.value.split('.')
    box.value = `${page}.${Number(turn || 0) + 1}`
  }
  // True when the page may be left: the server has answered, and not to say that one is signed out.
  const send = async () => {
    again = false
    say('Saving…')
    count()
    try {
      const body = new FormData(form)
      const answer = await fetch(form.action || location.href, {
        method: 'POST',
        body,
        headers: { 'X-Autosave': '1', Accept: 'application/json' },
        redirect: 'manual'
      })
      if (answer.status === 403 && !renewed && (await renew())) {
        renewed = again = true
        return true
      } else if (answer.type === 'opaqueredirect' || answer.status === 403 || answer.status === 401) {
        renewed = false
        timer = setTimeout(save, 10000)
        since = since || clock()
        say(`Signed out at ${since}. Sign in in a new tab: your answers stay here.`, true)
        return false
      } else if (answer.status === 409) {
        const { refusal } = await answer.json()
        say(refusal ? `Not saved. ${refusal}` : 'An answer was changed on another page. Press Save to see both.', true)
      } else if (!answer.ok) {
        throw new Error(String(answer.status))
      } else {
        const { saved_at: at, versions, naming, wrong } = await answer.json()
        warn(naming || [])
        for (const [name, version] of Object.entries(versions || {})) {
          const box = form.elements.namedItem(`version-${name}`)
          if (box) box.value = version
        }
        since = null
        renewed = false
        unsaved = again
        say(wrong ? `Saved at ${at}, but not all of it. ${wrong}` : `Saved at ${at}`, wrong)
      }
      return true
    } catch {
      since = since || clock()
      say(`Not saved since ${since}. Your answers are on this page only.`, true)
      timer = setTimeout(save, 10000)
      return false
    }
  }
  const save = () => {
    clearTimeout(timer)
    if (sending) {
      again = true
      return
    }
    sending = send().finally(() => {
      sending = null
      if (again && !waiting) save()
    })
  }
  form.addEventListener('input', () => {
    unsaved = true
    clearTimeout(timer)
    timer = setTimeout(save, 3000)
  })
  form.addEventListener('change', save)
  form.addEventListener('submit', async (event) => {
    if (sending && !waited) {
      event.preventDefault()
      if (waiting) return
      waiting = true
      form.setAttribute('aria-busy', 'true')
      waited = await Promise.race([sending, new Promise((done) => setTimeout(done, 10000, true))])
      waiting = false
      if (waited) form.requestSubmit(event.submitter)
      else form.removeAttribute('aria-busy')
      return
    }
    clearTimeout(timer)
    waited = unsaved = false
    count()
  })
  window.addEventListener('pageshow', () => form.removeAttribute('aria-busy'))
  window.addEventListener('beforeunload', (event) => {
    if (unsaved) event.preventDefault()
  })
}

// --- A grade that is chosen stands out ---------------------------------------------------------
for (const group of document.querySelectorAll('.gt-desc')) {
  group.addEventListener('change', () => {
    for (const item of group.querySelectorAll('.govuk-radios__item')) {
      item.classList.toggle('sel', item.querySelector('input').checked)
    }
  })
}

// --- Minutes that count down: the moment itself is in the text -----------------------------------
for (const place of document.querySelectorAll('[data-clock]')) {
  const until = Date.parse(place.dataset.clock)
  const tick = () => {
    const minutes = Math.max(0, Math.ceil((until - Date.now()) / 60000))
    place.textContent = `${minutes} min`
  }
  tick()
  setInterval(tick, 30000)
}

// --- A page that waits for a job refreshes its part until that part is done ------------------------
for (const place of document.querySelectorAll('[data-refresh]')) {
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.refresh, { headers: { 'X-Fragment': '1' } })
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(place.id)
        if (!fresh || fresh.dataset.done !== undefined) return location.reload()
        if (place.textContent !== fresh.textContent) place.textContent = fresh.textContent
      }
    } catch {
      // try again at the next turn
    }
    setTimeout(look, 1500)
  }
  setTimeout(look, 1000)
}

// --- What paper needs is open on paper, also where a closed part cannot be opened by its style --------
const opened = []
window.addEventListener('beforeprint', () => {
  for (const part of document.querySelectorAll('.gt-print-open:not([open])')) {
    part.open = true
    opened.push(part)
  }
})
window.addEventListener('afterprint', () => {
  for (const part of opened.splice(0)) part.open = false
})
