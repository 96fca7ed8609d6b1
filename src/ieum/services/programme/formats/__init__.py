"""The register as files: tables that people edit and bring back, and the standards of open data."""
