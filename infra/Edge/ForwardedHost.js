// The origin request carries the API's own host: this keeps the host that the viewer asked for, so that the function can
// compare it with the page's origin. A value that the viewer sent is overwritten.
function handler(event) {
  var request = event.request
  request.headers['x-forwarded-host'] = { value: request.headers.host.value }
  return request
}
