variable "name" {
  description = "Name of the cluster."
  type        = string
}

variable "kubernetes_version" {
  description = "A version EKS supports."
  type        = string
  default     = "1.35"
}

variable "vpc_id" {
  description = "Network of the cluster."
  type        = string
}

variable "subnet_ids" {
  description = "Private subnets of the control plane and the nodes."
  type        = list(string)
}

variable "public_access_cidrs" {
  description = "Who reaches the API from outside; nobody when empty."
  type        = list(string)
  default     = []

  validation {
    condition     = !contains(var.public_access_cidrs, "0.0.0.0/0")
    error_message = "The API of the cluster is not for the whole world; name the networks of the company."
  }
}

variable "node_groups" {
  description = "Managed node groups."
  type = map(object({
    instance_type = string
    min_size      = number
    max_size      = number
    taint         = optional(string)
  }))

  validation {
    condition     = alltrue([for group in var.node_groups : group.min_size >= 1 && group.min_size <= group.max_size])
    error_message = "A node group has at least one node and never fewer allowed than wanted."
  }
}

variable "log_retention_days" {
  description = "How long CloudWatch keeps the logs of the control plane."
  type        = number
  default     = 30
}

variable "administrator_role_arns" {
  description = "IAM roles that administer the cluster."
  type        = set(string)
  default     = []
}
