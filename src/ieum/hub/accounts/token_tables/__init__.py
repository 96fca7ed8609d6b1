"""The tables of django-oauth-toolkit, whose models we leave as they are, in one step."""
