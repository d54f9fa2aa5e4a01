// Passkeys: the one thing here that only a script can ask of the browser. Each form of a page says
// what it is for in `data-passkey`; it stays hidden where the browser knows no passkeys.
(() => {
  'use strict'
  if (!window.PublicKeyCredential) return

  const toBytes = text => Uint8Array.from(
    atob(text.replace(/-/g, '+').replace(/_/g, '/')), sign => sign.charCodeAt(0))
  const toText = bytes => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=/g, '')
  const known = list => (list || []).map(one => ({ ...one, id: toBytes(one.id) }))

  const optionsOfPage = async () =>
    JSON.parse(document.getElementById('passkey-options').textContent)
  const optionsOfServer = async form => {
    const answer = await fetch(form.action, { headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error('No options for a passkey')
    return answer.json()
  }

  const make = async form => {
    const { publicKey } = (await optionsOfPage()).creation_options
    const made = await navigator.credentials.create({
      publicKey: {
        ...publicKey,
        challenge: toBytes(publicKey.challenge),
        user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
        excludeCredentials: known(publicKey.excludeCredentials),
        authenticatorSelection: {
          ...publicKey.authenticatorSelection,
          residentKey: 'required',
          requireResidentKey: true,
          userVerification: 'required'
        }
      }
    })
    return answerOf(made, {
      attestationObject: toText(made.response.attestationObject),
      transports: made.response.getTransports ? made.response.getTransports() : []
    })
  }

  const use = async options => {
    const { publicKey } = options.request_options
    const used = await navigator.credentials.get({
      publicKey: {
        ...publicKey,
        challenge: toBytes(publicKey.challenge),
        allowCredentials: known(publicKey.allowCredentials)
      }
    })
    const whose = used.response.userHandle
    return answerOf(used, {
      authenticatorData: toText(used.response.authenticatorData),
      signature: toText(used.response.signature),
      userHandle: whose ? toText(whose) : null
    })
  }

  const answerOf = (credential, response) => JSON.stringify({
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response }
  })

  const ways = {
    make,
    use: async () => use(await optionsOfPage()),
    'sign-in': async form => use(await optionsOfServer(form))
  }

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const trouble = form.querySelector('[role=alert]')
    form.hidden = false
    form.addEventListener('submit', async event => {
      event.preventDefault()
      trouble.hidden = true
      try {
        form.elements.credential.value = await ways[form.dataset.passkey](form)
      } catch {
        trouble.hidden = false
        return
      }
      HTMLFormElement.prototype.submit.call(form)
    })
  }
})()
