/** RFC 3966 has no "wait" (;) and no #, but diallers take both percent-encoded. */
export const telUri = (phone: string): string => `tel:${phone.replace(/[#;]/g, encodeURIComponent)}`
