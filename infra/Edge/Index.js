// A folder's page is its index.html; S3 behind origin access control does not know that.
function handler(event) {
  var request = event.request
  if (request.uri.endsWith('/')) {
    request.uri += 'index.html'
  } else if (request.uri === '/dashboard') {
    return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: '/dashboard/' } } }
  }
  return request
}
