"""What runs in the reader's browser: `cells` runs code, `widgets` shows moving figures."""
