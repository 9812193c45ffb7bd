// Shows what needs a script and a browser that knows passkeys, and says it in words when a passkey does not work.
(function () {
  document.addEventListener('DOMContentLoaded', function () {
    if (!window.PublicKeyCredential) return
    document.querySelectorAll('[data-passkey]').forEach(function (part) { part.hidden = false })
    document.querySelectorAll('[data-passkey-missing]').forEach(function (part) { part.hidden = true })
  })
  document.addEventListener('allauth.error', function (event) {
    const message = document.querySelector('[data-passkey-error]')
    if (!message) return
    event.preventDefault()
    message.hidden = false
    message.focus()
  })
})()
