"""placeholder"""
from datetime import datetime
def results(dimension: str, text: str, moment: datetime) -> list:
    return []
