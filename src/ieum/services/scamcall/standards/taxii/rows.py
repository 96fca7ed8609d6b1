"""What a TAXII server keeps, in rows."""

from __future__ import annotations

from django.db import models


class TaxiiRoot(models.Model):
    """An API root: a group of collections under one address."""

    name = models.CharField(max_length=100, unique=True)
    #: Its resource, JSON.
    information = models.TextField()
    #: How far its collections follow the hub's events; empty for a root that follows none.
    cursor = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name


class TaxiiCollection(models.Model):
    """A collection of objects."""

    root = models.ForeignKey(TaxiiRoot, models.CASCADE, related_name="collections")
    key = models.CharField(max_length=100)
    #: Its resource without its id, JSON.
    information = models.TextField()
    #: When its newest object was added: the next one is added later.
    newest_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["root", "key"], name="taxii_collection_of_root"),
        )

    def __str__(self) -> str:
        return self.key


class TaxiiObject(models.Model):
    """One version of an object in a collection."""

    collection = models.ForeignKey(
        TaxiiCollection, models.CASCADE, related_name="versions", db_index=False
    )
    stix_id = models.CharField(max_length=300)
    type = models.CharField(max_length=250)
    #: The version of the specification that it follows.
    spec = models.CharField(max_length=10)
    #: Its version as its creator wrote it, and the moment that it names.
    version = models.CharField(max_length=40)
    version_at = models.DateTimeField()
    added_at = models.DateTimeField()
    #: When its first version was made, of what a giver gave.
    created_at = models.DateTimeField(null=True)
    #: Who gave it and what agreements call it; empty for what every reader of the collection may have.
    giver = models.CharField(max_length=40, blank=True)
    kind = models.CharField(max_length=60, blank=True)
    #: Whether it is the last version, by which its creator stands by the object no more.
    is_revoked = models.BooleanField(default=False)
    #: The object, JSON; of a giver's, what it is made of for each reader.
    content = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["collection", "stix_id", "spec", "version_at", "giver", "kind"],
                name="taxii_object_version",
            ),
        )
        indexes = (
            models.Index(fields=["collection", "added_at", "id"], name="taxii_objects_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.stix_id} {self.version}"


class TaxiiStatus(models.Model):
    """What became of a request that added objects."""

    root = models.ForeignKey(TaxiiRoot, models.CASCADE, related_name="statuses")
    key = models.CharField(max_length=100)
    #: The party that asked; nobody else learns of it.
    party = models.CharField(max_length=40, blank=True)
    content = models.TextField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["root", "key"], name="taxii_status_of_root"),
        )

    def __str__(self) -> str:
        return self.key
