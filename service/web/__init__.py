"""Rendering, security headers, cookies, form tokens: everything HTTP that knows no domain word."""
