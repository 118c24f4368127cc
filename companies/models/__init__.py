"""The rows of companies: the register with its residences."""

from companies.models.register import (
    Company,
    CompanyAlias,
    CompanyQuerySet,
    Residence,
    ResidenceQuerySet,
)

__all__ = ["Company", "CompanyAlias", "CompanyQuerySet", "Residence", "ResidenceQuerySet"]
