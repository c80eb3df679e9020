"""Country packs: what differs between countries, as dated data. See docs/jurisdictions.md."""
