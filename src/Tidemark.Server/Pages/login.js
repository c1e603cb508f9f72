// A link that was followed from another site arrives without the cookie even when the browser has one: try once more from here.
if (document.body.hasAttribute('data-retry')) {
  fetch('/api/v1/status', { method: 'HEAD' }).then(answer => { if (answer.ok) location.replace('/'); }).catch(() => {});
}
