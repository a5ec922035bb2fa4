"""What loading a neural voice raises when its files are not what they should be."""

from onnxruntime.capi import onnxruntime_pybind11_state as onnx

BROKEN = (
    *(onnx.Fail, onnx.InvalidArgument, onnx.InvalidGraph, onnx.InvalidProtobuf, onnx.NoSuchFile),
    *(onnx.NotImplemented, onnx.RuntimeException),
    *(OSError, EOFError, ValueError, KeyError, TypeError, AttributeError),
)
