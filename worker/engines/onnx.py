"""Exceptions that loading a neural voice raises for invalid model files."""

from onnxruntime.capi import onnxruntime_pybind11_state as onnx

INVALID_MODEL = (
    *(onnx.Fail, onnx.InvalidArgument, onnx.InvalidGraph, onnx.InvalidProtobuf, onnx.NoSuchFile),
    *(onnx.NotImplemented, onnx.RuntimeException),
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError),
)
