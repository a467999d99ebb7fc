"""Formulas over figures: "huishoudens * grootte - alleen". Of a figure that is kept secret the bounds are known."""

from __future__ import annotations

import ast
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Value:
    """A figure, or the bounds that it lies between; exact, so that no sum is off by a rounding."""

    least: Fraction
    most: Fraction

    @classmethod
    def of(cls, number: Fraction | int) -> Value:
        return cls(Fraction(number), Fraction(number))

    @property
    def is_known(self) -> bool:
        return self.least == self.most


def _between(*ends: Fraction) -> Value:
    return Value(min(ends), max(ends))


def _product(one: Value, other: Value) -> Value:
    return _between(*(a * b for a in (one.least, one.most) for b in (other.least, other.most)))


def _quotient(one: Value, other: Value) -> Value | None:
    if other.least <= 0 <= other.most:
        return None
    return _between(*(a / b for a in (one.least, one.most) for b in (other.least, other.most)))


_SIGNS: Mapping[type[ast.operator], tuple[str, Callable[[Value, Value], Value | None]]] = {
    ast.Add: ("+", lambda one, other: Value(one.least + other.least, one.most + other.most)),
    ast.Sub: ("−", lambda one, other: Value(one.least - other.most, one.most - other.least)),
    ast.Mult: ("×", _product),
    ast.Div: ("÷", _quotient),
}


@dataclass(frozen=True)
class Formula:
    """A formula as it is written in a source; raises ValueError for anything but + - * / and names."""

    text: str

    def __post_init__(self) -> None:
        _names(self._tree)

    @property
    def _tree(self) -> ast.expr:
        return _parsed(self.text)

    @property
    def names(self) -> tuple[str, ...]:
        """The figures in it, in order: "alleen", or with its kind "personen.wmo"."""
        return tuple(dict.fromkeys(_names(self._tree)))

    @property
    def is_sum(self) -> bool:
        """Whether figures are only added and subtracted: then the whole is as good as its parts."""
        return not any(isinstance(node, ast.Mult | ast.Div) for node in ast.walk(self._tree))

    def value(self, figures: Mapping[str, Value | None]) -> Value | None:
        """What it comes to; None when a figure is not known at all."""
        return _value(self._tree, figures)

    def said(self, names: Mapping[str, str]) -> str:
        """In words: "Huishoudens totaal × Gemiddelde huishoudensgrootte − Eenpersoonshuishoudens"."""
        return _said(self._tree, names)


@functools.cache
def _parsed(text: str) -> ast.expr:
    try:
        return ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise ValueError(f"'{text}' is no formula") from error


def _name(node: ast.expr) -> str | None:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else None


def _names(node: ast.expr) -> list[str]:
    if isinstance(node, ast.BinOp) and type(node.op) in _SIGNS:
        return [*_names(node.left), *_names(node.right)]
    if isinstance(node, ast.Constant) and type(node.value) is int:
        return []
    name = _name(node)
    if name is None:
        raise ValueError(f"'{ast.unparse(node)}' may not stand in a formula: only +, -, *, /, whole numbers and names")
    return [name]


def _value(node: ast.expr, figures: Mapping[str, Value | None]) -> Value | None:
    if isinstance(node, ast.BinOp):
        one, other = _value(node.left, figures), _value(node.right, figures)
        return None if one is None or other is None else _SIGNS[type(node.op)][1](one, other)
    if isinstance(node, ast.Constant):
        return Value.of(int(str(node.value)))
    return figures.get(_name(node) or "")


def _said(node: ast.expr, names: Mapping[str, str]) -> str:
    if isinstance(node, ast.BinOp):
        left, right = _said(node.left, names), _said(node.right, names)
        inner = node.left if isinstance(node.op, ast.Mult | ast.Div) else None
        left = f"({left})" if isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Add | ast.Sub) else left
        # What stands right of a sign keeps the brackets that it needs.
        right = f"({right})" if isinstance(node.right, ast.BinOp) else right
        return f"{left} {_SIGNS[type(node.op)][0]} {right}"
    return str(node.value) if isinstance(node, ast.Constant) else names.get(_name(node) or "", "")
